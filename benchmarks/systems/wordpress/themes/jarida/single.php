<?php get_header(); the_post(); ?>
<div class="main-content">
<article id="the-post" <?php post_class('container-wrapper post-content'); ?>>
<header class="entry-header-outer">
<?php jarida_breadcrumb(); ?>
<div class="entry-header"><span class="post-cat-wrap"><?php the_category(' '); ?></span>
<h1 class="post-title entry-title"><?php the_title(); ?></h1>
<?php if (has_excerpt()) : ?>
<h2 class="entry-sub-title entry-summary"><?php echo esc_html(get_post()->post_excerpt); ?></h2>
<?php endif; ?>
<?php jarida_meta(); ?>
</div>
</header>
<?php jarida_share('top'); ?>
<?php if (has_post_thumbnail()) : ?>
<div class="featured-area"><figure class="single-featured-image"><?php the_post_thumbnail(); ?>
<figcaption class="single-caption-text"><?php the_post_thumbnail_caption(); ?></figcaption></figure></div>
<?php endif; ?>
<div class="entry-content entry clearfix">
<?php the_content(); ?>
<div class="post-bottom-meta post-bottom-tags"><div class="post-bottom-meta-title">الوسوم</div>
<span class="tagcloud"><?php the_tags('', ' ', ''); ?></span></div>
</div>
<?php jarida_share('bottom'); ?>
</article>
<div class="post-components">
<?php jarida_author_box(); ?>
<div class="prev-next-post-nav container-wrapper"><?php
previous_post_link('<div class="prev-post">%link</div>'); next_post_link('<div class="next-post">%link</div>'); ?></div>
<?php jarida_related(); ?>
<?php comments_template(); ?>
</div>
</div>
<?php get_sidebar(); get_footer();
