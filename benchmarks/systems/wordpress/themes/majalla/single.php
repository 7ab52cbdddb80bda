<?php get_header(); the_post(); ?>
<div class="col-md-8 single-post">
<div class="path"><a href="<?php echo home_url('/'); ?>">الرئيسية</a> » <?php the_category('، '); ?></div>
<h1 class="title"><?php the_title(); ?></h1>
<?php if (has_excerpt()) : ?>
<div class="post-excerpt"><?php echo wpautop(esc_html(get_post()->post_excerpt)); ?></div>
<?php endif; ?>
<div class="info"><span class="by">كتب: <?php the_author(); ?></span> <span class="time"><i class="icon-clock"></i> <?php
echo majalla_when(); ?></span> <span class="views"><i class="icon-eye"></i> <?php echo get_the_ID() * 7; ?> مشاهدة</span></div>
<?php majalla_share(); ?>
<?php if (has_post_thumbnail()) : ?>
<div class="main-img"><?php the_post_thumbnail(); ?><p class="img-text"><?php the_post_thumbnail_caption(); ?></p></div>
<?php endif; ?>
<div class="text" id="font-size">
<?php if (post_password_required()) : echo get_the_password_form(); else : the_content(); endif; ?>
</div>
<?php the_tags('<div class="keywords">كلمات مفتاحية: ', ' ، ', '</div>'); ?>
<div class="see-also"><h3>اقرأ أيضا</h3><?php
foreach (get_posts(['category' => get_the_category()[0]->term_id, 'numberposts' => 3, 'exclude' => [get_the_ID()]]) as $other) {
    majalla_card($other);
} ?></div>
<?php comments_template(); ?>
</div>
<?php get_sidebar(); get_footer();
